import type { TableId } from '@skald/protocol';
import { useEffect, type ReactNode } from 'react';
import { Page } from '../components/Page.tsx';
import type { Room } from '../core/room.ts';
import { RoomContext, useOpenRoom, useRoom } from '../hooks/useRoom.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';
import { ProblemScreen } from './ProblemScreen.tsx';
import { RoomScreen } from './RoomScreen.tsx';

/** Lets in who has a seat on this device, and says why not. */
export function RoomGate({ tableId }: { readonly tableId: TableId }): ReactNode {
  const { words } = useWords();
  const { shelf } = useServices();
  const seatToken = shelf.keyOf(tableId)?.seatToken;
  if (!seatToken) return <ProblemScreen title={words.problems.noSeatTitle} text={words.problems.noSeat} />;
  return <OpenRoom tableId={tableId} seatToken={seatToken} />;
}

function OpenRoom({ tableId, seatToken }: { tableId: TableId; seatToken: string }): ReactNode {
  const room = useOpenRoom(tableId, seatToken);
  return room && <RoomFrame room={room} tableId={tableId} />;
}

function RoomFrame({ room, tableId }: { room: Room; tableId: TableId }): ReactNode {
  return (
    <RoomContext value={room}>
      <RoomByState tableId={tableId} />
    </RoomContext>
  );
}

function RoomByState({ tableId }: { tableId: TableId }): ReactNode {
  const { words, explain } = useWords();
  const { shelf } = useServices();
  const { room, state } = useRoom();
  const { link, view } = state;
  const refusal = link.state === 'refused' ? link.code : null;
  useEffect(() => {
    // A seat that is gone for good is not offered again.
    if (refusal === 'seat_removed' || refusal === 'table_expired') shelf.forgetTable(tableId);
  }, [refusal, shelf, tableId]);
  if (link.state === 'superseded') {
    const { title, text, takeBack } = words.superseded;
    return <ProblemScreen testId="superseded" title={title} text={text} action={takeBack} onAction={() => room.open()} />;
  }
  if (refusal) return <ProblemScreen title={words.problems.title} text={explain(refusal)} />;
  if (!view) {
    return (
      <Page>
        <p className="hero-lead" role="status" data-testid="banner">
          {link.state === 'lost' ? words.banner.tableLost : words.banner.connecting}
        </p>
      </Page>
    );
  }
  return <RoomScreen view={view} />;
}
