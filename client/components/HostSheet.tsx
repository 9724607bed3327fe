import type { ReactNode } from 'react';
import { hostPath, invitePath } from '../core/route.ts';
import type { TableView } from '../core/table-view.ts';
import { useHost, type Host } from '../hooks/useHost.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { ConfirmButton } from './ConfirmButton.tsx';
import { CopyField } from './CopyField.tsx';
import { OwnLink } from './OwnLink.tsx';
import { Sheet } from './Sheet.tsx';
import { Toggle } from './Toggle.tsx';

interface HostSheetProps {
  readonly view: TableView;
  readonly onClose: () => void;
}

/** The host's table: links, lock, players, the end of the evening. (R3, R6) */
export function HostSheet({ view, onClose }: HostSheetProps): ReactNode {
  const { words, explain } = useWords();
  const { room } = useRoom();
  const host = useHost(view.table.tableId);
  const origin = shareableOrigin(window.location, host.host?.shareOrigin ?? null);
  return (
    <Sheet title={words.room.hostPanel} testId="host-panel" onClose={onClose}>
      <CopyField
        label={words.hostPanel.inviteLink}
        hint={words.hostPanel.inviteHint}
        text={host.host ? origin + invitePath(host.host.inviteToken) : ''}
        testId="invite-link"
      />
      <ConfirmButton
        label={words.hostPanel.reissue}
        question={words.hostPanel.reissueSure}
        testId="reissue-invite"
        isDisabled={host.isBusy}
        onConfirm={() => void host.reissueInvite()}
      />
      <Toggle
        label={words.hostPanel.lock}
        hint={words.hostPanel.lockHint}
        isOn={host.host?.isLocked ?? view.table.isLocked}
        testId="lock-table"
        onChange={(isLocked) => void host.setLock(isLocked)}
      />
      <Players view={view} host={host} />
      <OwnLink text={origin + hostPath(host.hostToken)} />
      {view.session.state === 'running' && (
        <ConfirmButton
          label={words.session.end}
          question={words.session.endSure}
          testId="end-session"
          onConfirm={() => void room.endSession().catch(() => undefined)}
        />
      )}
      {view.session.number > 0 && (
        <ConfirmButton
          label={words.fairness.endCampaign}
          question={words.fairness.endCampaignSure}
          testId="end-campaign"
          onConfirm={() => void room.endCampaign().catch(() => undefined)}
        />
      )}
      <p className="problem" role="alert" hidden={host.problem === null}>
        {host.problem ? explain(host.problem) : ''}
      </p>
    </Sheet>
  );
}

/** Friends cannot open a name that means their own machine: links then carry the address of this one. */
function shareableOrigin({ hostname, origin }: Location, shareOrigin: string | null): string {
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return isLocal ? (shareOrigin ?? origin) : origin;
}

function Players({ view, host }: { view: TableView; host: Host }): ReactNode {
  const { words } = useWords();
  const others = view.seats.filter((seat) => seat.seatId !== view.you.seatId);
  return (
    <section className="players">
      <h3>{words.hostPanel.players}</h3>
      {others.length === 0 && <p className="hint">{words.hostPanel.alone}</p>}
      <ul>
        {others.map((seat) => (
          <li key={seat.seatId}>
            <span>{seat.name}</span>
            <ConfirmButton
              label={words.hostPanel.remove(seat.name)}
              question={words.hostPanel.removeSure(seat.name)}
              testId={`remove-${seat.seatId}`}
              isDisabled={host.isBusy}
              onConfirm={() => void host.removeSeat(seat.seatId)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
