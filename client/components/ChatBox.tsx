import { chatTextSchema, MAX_CHAT_LENGTH, ProtocolError, type ErrorCode, type TalkTarget } from '@skald/protocol';
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';
import { Icon } from './Icon.tsx';

const TARGETS: readonly TalkTarget[] = ['table', 'dm'];

/** Writing to the table or to the DM. Words that could not be sent stay in the field. */
export function ChatBox(): ReactNode {
  const { words } = useWords();
  const [text, setText] = useState('');
  const [target, setTarget] = useState<TalkTarget>('table');
  const { send, isSending, problem } = useSend(target, () => setText(''));
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    void send(text);
  };
  return (
    <form className="chat" onSubmit={submit} data-target={target}>
      <TargetSwitch target={target} onChange={setTarget} />
      <div className="chat-line">
        <textarea
          data-testid="chat-input"
          rows={1}
          value={text}
          maxLength={MAX_CHAT_LENGTH}
          aria-label={words.chat.label}
          placeholder={target === 'dm' ? words.chat.placeholderDm : words.chat.placeholderTable}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event: KeyboardEvent) => {
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
    </form>
  );
}

function useSend(target: TalkTarget, onSent: () => void) {
  const { room } = useRoom();
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const send = async (typed: string): Promise<void> => {
    const text = chatTextSchema.safeParse(typed);
    if (!text.success || isSending) return;
    setIsSending(true);
    setProblem(null);
    try {
      await room.postMessage(text.data, target);
      onSent();
    } catch (error) {
      setProblem(error instanceof ProtocolError ? error.code : 'internal');
    } finally {
      setIsSending(false);
    }
  };
  return { send, isSending, problem };
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
