import { chatTextSchema, MAX_CHAT_LENGTH, ProtocolError, type ErrorCode, type TalkTarget } from '@skald/protocol';
import { useId, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useCommandHints } from '../hooks/useCommandHints.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { CommandFeedback, type ShownFeedback } from './CommandFeedback.tsx';
import { CommandList } from './CommandList.tsx';
import { Icon } from './Icon.tsx';

const TARGETS: readonly TalkTarget[] = ['table', 'dm'];

/** Writing to the table or to the DM, and commands. Words that could not be sent, or were refused, stay in the field. */
export function ChatBox(): ReactNode {
  const { words } = useWords();
  const [text, setText] = useState('');
  const [target, setTarget] = useState<TalkTarget>('table');
  const { send, isSending, problem, shown, hide } = useSend(target, (sent) => setText((now) => (now === sent ? '' : now)));
  const list = useId();
  const { hints, active, choose, press } = useCommandHints(text, setText);
  const hasChoice = hints.completions.length > 0;
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    void send(text);
  };
  return (
    <form className="chat" onSubmit={submit} data-target={target}>
      <CommandList id={list} hints={hints} active={active} onChoose={choose} />
      <TargetSwitch target={target} onChange={setTarget} />
      <div className="chat-line">
        <textarea
          data-testid="chat-input"
          rows={1}
          value={text}
          maxLength={MAX_CHAT_LENGTH}
          aria-label={words.chat.label}
          aria-autocomplete="list"
          aria-controls={hasChoice ? list : undefined}
          aria-activedescendant={hasChoice ? `${list}-${active}` : undefined}
          placeholder={target === 'dm' ? words.chat.placeholderDm : words.chat.placeholderTable}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event: KeyboardEvent) => {
            if (press(event)) return;
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <button
          type="submit"
          className="chat-send"
          data-testid="chat-send"
          aria-label={words.chat.send}
          disabled={isSending || text.trim() === ''}
        >
          <Icon name="send" />
        </button>
      </div>
      <Failure code={problem} />
      {shown && <CommandFeedback shown={shown} onClose={hide} />}
    </form>
  );
}

function useSend(target: TalkTarget, onSent: (typed: string) => void) {
  const { room } = useRoom();
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [shown, setShown] = useState<ShownFeedback | null>(null);
  const send = async (typed: string): Promise<void> => {
    const text = chatTextSchema.safeParse(typed);
    if (!text.success || isSending) return;
    setIsSending(true);
    setProblem(null);
    try {
      const { feedback } = await room.postMessage(text.data, target);
      setShown(feedback && { feedback, line: text.data });
      if (feedback?.kind !== 'error') onSent(typed);
    } catch (error) {
      setProblem(error instanceof ProtocolError ? error.code : 'internal');
    } finally {
      setIsSending(false);
    }
  };
  return { send, isSending, problem, shown, hide: () => setShown(null) };
}

function TargetSwitch({ target, onChange }: { target: TalkTarget; onChange: (target: TalkTarget) => void }): ReactNode {
  const { words } = useWords();
  return (
    <div className="chat-target" role="group" aria-label={words.chat.target}>
      {TARGETS.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === target}
          data-testid={`chat-target-${option}`}
          aria-label={option === 'dm' ? words.chat.toDm : words.chat.toTable}
          onClick={() => onChange(option)}
        >
          <Icon name={option === 'dm' ? 'flame' : 'table'} />
          <span aria-hidden="true">{option === 'dm' ? words.chat.toDm : words.chat.toTable}</span>
        </button>
      ))}
    </div>
  );
}

function Failure({ code }: { code: ErrorCode | null }): ReactNode {
  const { words, explain } = useWords();
  return (
    <p className="problem" role="alert" hidden={code === null}>
      {code ? `${words.chat.failed} ${explain(code)}` : ''}
    </p>
  );
}
