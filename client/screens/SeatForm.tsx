import type { PreviewReply } from '@skald/protocol';
import type { FormEvent, ReactNode } from 'react';
import { Choice } from '../components/Choice.tsx';
import { MicrophoneCheckPanel } from '../components/MicrophoneCheckPanel.tsx';
import { Page } from '../components/Page.tsx';
import { SeatLights } from '../components/SeatLights.tsx';
import type { Dictionary } from '../core/i18n/dictionary.ts';
import { useMicrophoneCheck } from '../hooks/useMicrophoneCheck.ts';
import { useSitDown, type SitDown } from '../hooks/useSitDown.ts';
import { useServices } from '../hooks/useServices.ts';
import { useWords } from '../hooks/useWords.ts';

export interface SeatFormProps {
  readonly token: string;
  readonly isHost: boolean;
  readonly preview: PreviewReply;
}

/** The microphone check and what one agrees to, before sitting down. One text field, one question, one button. */
export function SeatForm({ token, isHost, preview }: SeatFormProps): ReactNode {
  const { words, explain } = useWords();
  const sit = useSitDown(token, preview);
  const check = useMicrophoneCheck(sit.usesMicrophone, sit.deviceId);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sit.down();
  };
  return (
    <Page
      picture={
        <SeatLights
          taken={preview.seatsTaken}
          max={preview.seatsMax}
          ownLevel={check.state.state === 'ready' ? 0.15 + check.level : 0.1}
        />
      }
    >
      <SeatHead isHost={isHost} preview={preview} keptName={sit.keptName} />
      <form className="form" onSubmit={submit} noValidate>
        <NameField sit={sit} />
        <MicrophoneCheckPanel
          check={check}
          usesMicrophone={sit.usesMicrophone}
          onUse={sit.setUsesMicrophone}
          onDevice={(deviceId) => {
            sit.setDeviceId(deviceId);
            check.open(deviceId);
          }}
        />
        {sit.usesMicrophone && <SpeakingChoices sit={sit} preview={preview} />}
        {sit.keptName === null && <CharacterField sit={sit} />}
        <div className="form-end">
          <p className="problem" role="alert" hidden={sit.problem === null}>
            {sit.problem ? explain(sit.problem) : ''}
          </p>
          <button className="primary" type="submit" data-testid="sit-down" disabled={sit.isSitting}>
            {sit.isSitting ? words.join.sitting : words.join.sitDown}
          </button>
        </div>
      </form>
    </Page>
  );
}

function SeatHead({ isHost, preview, keptName }: Omit<SeatFormProps, 'token'> & { keptName: string | null }): ReactNode {
  const { words } = useWords();
  const greeting = keptName !== null ? words.join.welcomeBack(keptName) : isHost ? words.join.asHost : words.join.asGuest;
  return (
    <>
      <p className="eyebrow">{greeting}</p>
      <h1 className="hero-title smaller">{preview.title}</h1>
      <p className="hint">
        {words.join.playedIn[preview.language]} · {words.join.seats(preview.seatsTaken, preview.seatsMax)}
        {preview.isLocked && ` · ${words.join.locked}`}
      </p>
    </>
  );
}

function NameField({ sit }: { sit: SitDown }): ReactNode {
  const { words } = useWords();
  if (sit.isNameKnown) {
    return (
      <p className="known-name">
        {words.join.sitAs} <strong>{sit.name}</strong>
        <button type="button" className="quiet" onClick={sit.changeName} data-testid="change-name">
          {words.join.otherName}
        </button>
      </p>
    );
  }
  return (
    <label className="field">
      <span>{words.join.nameLabel}</span>
      <input
        data-testid="join-name"
        value={sit.name}
        maxLength={40}
        autoComplete="nickname"
        onChange={(event) => sit.setName(event.target.value)}
      />
    </label>
  );
}

function CharacterField({ sit }: { sit: SitDown }): ReactNode {
  const { words } = useWords();
  return (
    <details className="extras">
      <summary>{words.join.characterLabel}</summary>
      <label className="field">
        <span>{words.join.characterName}</span>
        <input
          data-testid="join-character"
          value={sit.characterName}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => sit.setCharacterName(event.target.value)}
        />
      </label>
    </details>
  );
}

function SpeakingChoices({ sit, preview }: { sit: SitDown; preview: PreviewReply }): ReactNode {
  const { words } = useWords();
  const { environment } = useServices();
  const listener = preview.dmHasEars ? 'server' : environment.createRecognition ? 'browser' : 'nobody';
  return (
    <>
      <Choice
        legend={words.join.consent}
        name="consent"
        value={sit.consent ? 'yes' : 'no'}
        onChange={(answer) => sit.setConsent(answer === 'yes')}
        options={[
          { value: 'yes', label: words.join.consentYes, hint: consentHint(listener, words), testId: 'consent' },
          { value: 'no', label: words.join.consentNo, hint: words.join.consentNoHint, testId: 'consent-no' },
        ]}
      />
      <Choice
        legend={words.join.how}
        name="mode"
        value={sit.mode}
        onChange={sit.setMode}
        options={[
          { value: 'open', label: words.join.open, hint: words.join.openHint, testId: 'mode-open' },
          { value: 'push_to_talk', label: words.join.pushToTalk, hint: words.join.pushToTalkHint, testId: 'mode-push-to-talk' },
        ]}
      />
    </>
  );
}

function consentHint(listener: 'server' | 'browser' | 'nobody', words: Dictionary): string {
  if (listener === 'server') return words.join.consentYesServer;
  return listener === 'browser' ? words.join.consentYesBrowser : words.join.consentYesNobody;
}
