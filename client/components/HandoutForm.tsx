import { campaignRequests, PICTURE_FILE_TYPES, type Seat, type SeatId, type TableId } from '@skald/protocol';
import { useState, type FormEvent, type ReactNode } from 'react';
import { sendHandout } from '../core/pictures.ts';
import { useAsk } from '../hooks/useAsk.ts';
import { usePictureSource } from '../hooks/usePicture.ts';
import { useRoom } from '../hooks/useRoom.ts';
import { useWords } from '../hooks/useWords.ts';

interface HandoutFormProps {
  readonly tableId: TableId;
  /** Everybody else at the table. */
  readonly others: readonly Seat[];
}

/** The host lays a picture before everybody, or before one. (G8) */
export function HandoutForm({ tableId, others }: HandoutFormProps): ReactNode {
  const { words, explain } = useWords();
  const { room } = useRoom();
  const source = usePictureSource(tableId);
  const { run, problem, isBusy } = useAsk();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState('');
  const [to, setTo] = useState<'party' | SeatId>('party');
  const sentences = words.campaign.handout;
  const show = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    await run(async () => {
      const pictureId = await sendHandout(source, file, title.trim());
      await room.ask(campaignRequests.showHandout, { pictureId, title: title.trim(), to: to === 'party' ? 'party' : [to] });
      setFile(null);
      setTitle('');
    });
  };
  return (
    <details className="handout-form">
      <summary>{sentences.show}</summary>
      <form onSubmit={(event) => void show(event)}>
        <label className="field">
          <span>{sentences.choose}</span>
          <input
            type="file"
            accept={PICTURE_FILE_TYPES.join(',')}
            data-testid="handout-file"
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        </label>
        <label className="field">
          <span>{sentences.name}</span>
          <input value={title} maxLength={120} onChange={({ target }) => setTitle(target.value)} />
        </label>
        <label className="field">
          <span>{sentences.to}</span>
          <select value={to} onChange={({ target }) => setTo(target.value as 'party' | SeatId)}>
            <option value="party">{sentences.everybody}</option>
            {others.map((seat) => (
              <option key={seat.seatId} value={seat.seatId}>
                {seat.characterName ?? seat.name}
              </option>
            ))}
          </select>
        </label>
        {problem && (
          <p className="problem" role="alert">
            {explain(problem)}
          </p>
        )}
        <button type="submit" className="quiet strong" disabled={!file || isBusy} data-testid="show-handout">
          {isBusy ? sentences.sending : sentences.send}
        </button>
      </form>
    </details>
  );
}
