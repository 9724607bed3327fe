import type { ReactNode } from 'react';
import { dicePath } from '../core/route.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Choice } from './Choice.tsx';
import { Sheet } from './Sheet.tsx';
import { Toggle } from './Toggle.tsx';

interface SettingsSheetProps {
  readonly showsCaptions: boolean;
  readonly hasKeys: boolean;
  readonly onChoose: (change: { showsCaptions?: boolean; hasKeys?: boolean }) => void;
  readonly onClose: () => void;
}

/** What one may change in play: device, way of talking, consent, captions, keys. */
export function SettingsSheet({ showsCaptions, hasKeys, onChoose, onClose }: SettingsSheetProps): ReactNode {
  const { words } = useWords();
  const { room, state } = useRoom();
  return (
    <Sheet title={words.room.settings} testId="settings" onClose={onClose}>
      <DeviceField />
      <Choice
        legend={words.join.how}
        name="mode"
        value={state.talk.mode}
        onChange={(mode) => room.setMode(mode)}
        options={[
          { value: 'open', label: words.join.open, hint: words.join.openHint, testId: 'settings-open' },
          {
            value: 'push_to_talk',
            label: words.join.pushToTalk,
            hint: words.join.pushToTalkHint,
            testId: 'settings-push-to-talk',
          },
        ]}
      />
      <Toggle
        label={words.settings.consent}
        hint={words.settings.consentHint}
        isOn={state.consent}
        testId="settings-consent"
        onChange={(consent) => room.setConsent(consent)}
      />
      <Toggle
        label={words.room.captions}
        hint={words.settings.captionsHint}
        isOn={showsCaptions}
        testId="settings-captions"
        onChange={(isOn) => onChoose({ showsCaptions: isOn })}
      />
      {state.view && (
        <a
          className="quiet"
          href={dicePath(state.view.table.tableId)}
          target="_blank"
          rel="noreferrer"
          data-testid="open-fairness"
        >
          {words.fairness.open}
        </a>
      )}
      <div className="needs-keys">
        <Toggle
          label={words.settings.keys}
          hint={words.settings.keysHint}
          isOn={hasKeys}
          testId="settings-keys"
          onChange={(isOn) => onChoose({ hasKeys: isOn })}
        />
      </div>
    </Sheet>
  );
}

const NO_MICROPHONE = 'none';

function DeviceField(): ReactNode {
  const { words } = useWords();
  const { room, state } = useRoom();
  const { microphone, devices } = state;
  const current = microphone.state === 'ready' ? (microphone.deviceId ?? '') : NO_MICROPHONE;
  const isListed = devices.some(({ deviceId }) => deviceId === current);
  return (
    <label className="field">
      <span>{words.join.microphone}</span>
      <select
        data-testid="settings-device"
        value={current}
        onChange={({ target: { value } }) => {
          if (value === NO_MICROPHONE) room.dropMicrophone();
          else room.chooseDevice(value === '' ? null : value);
        }}
      >
        {!isListed && current !== NO_MICROPHONE && <option value={current}>{words.join.defaultDevice}</option>}
        {microphone.state !== 'ready' && devices.length === 0 && <option value="">{words.join.defaultDevice}</option>}
        {devices.map(({ deviceId, label }) => (
          <option key={deviceId} value={deviceId}>
            {label || words.join.defaultDevice}
          </option>
        ))}
        <option value={NO_MICROPHONE}>{words.settings.microphoneOff}</option>
      </select>
      {microphone.state === 'troubled' && <small role="alert">{words.troubles[microphone.trouble]}</small>}
    </label>
  );
}
