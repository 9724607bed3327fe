import type { ReactNode } from 'react';
import type { MicrophoneCheck } from '../hooks/useMicrophoneCheck.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

interface MicrophoneCheckPanelProps {
  readonly check: MicrophoneCheck;
  readonly usesMicrophone: boolean;
  readonly onUse: (usesMicrophone: boolean) => void;
  readonly onDevice: (deviceId: string | null) => void;
}

/** Level, device, and what to do when there is no sound. (V3) */
export function MicrophoneCheckPanel({ check, usesMicrophone, onUse, onDevice }: MicrophoneCheckPanelProps): ReactNode {
  const { words } = useWords();
  return (
    <section className="check">
      <div className="check-head">
        <h2>{words.join.microphone}</h2>
        <button type="button" className="quiet" onClick={() => onUse(!usesMicrophone)} data-testid="no-microphone">
          {usesMicrophone ? words.join.noMicrophone : words.join.useMicrophone}
        </button>
      </div>
      {usesMicrophone ? <Trial check={check} onDevice={onDevice} /> : <p className="hint">{words.join.noMicrophoneHint}</p>}
    </section>
  );
}

function Trial({ check, onDevice }: Pick<MicrophoneCheckPanelProps, 'check' | 'onDevice'>): ReactNode {
  const { words } = useWords();
  const { state, devices } = check;
  if (state.state === 'troubled') {
    return (
      <div className="trouble" role="alert">
        <p>{words.troubles[state.trouble]}</p>
        <button type="button" className="quiet" onClick={() => check.open(null)}>
          {words.common.tryAgain}
        </button>
      </div>
    );
  }
  return (
    <>
      <Meter level={check.level} isHeard={check.hasHeard} />
      <p className="hint" role="status">
        {state.state !== 'ready' ? words.common.loading : meterHint(check, words.join)}
      </p>
      {devices.length > 1 && (
        <label className="field">
          <span>{words.join.device}</span>
          <select
            value={state.state === 'ready' ? (state.deviceId ?? '') : ''}
            onChange={(event) => onDevice(event.target.value === '' ? null : event.target.value)}
          >
            {devices.map(({ deviceId, label }) => (
              <option key={deviceId} value={deviceId}>
                {label || words.join.defaultDevice}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function meterHint(check: MicrophoneCheck, words: { heardYou: string; needsTouch: string; saySomething: string }): string {
  if (check.hasHeard) return words.heardYou;
  return check.isMeasuring ? words.saySomething : words.needsTouch;
}

function Meter({ level, isHeard }: { level: number; isHeard: boolean }): ReactNode {
  const { words } = useWords();
  return (
    <div className={isHeard ? 'meter heard' : 'meter'}>
      <Icon name={isHeard ? 'mark' : 'microphone'} />
      <div
        className="meter-scale"
        role="meter"
        aria-label={words.join.level}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level * 100)}
      >
        <div className="meter-light" style={{ transform: `scaleX(${level.toFixed(3)})` }} />
      </div>
    </div>
  );
}
