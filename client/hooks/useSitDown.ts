import { nameSchema, ProtocolError, type ErrorCode, type PreviewReply } from '@skald/protocol';
import { useState } from 'react';
import { tablePath } from '../core/route.ts';
import type { TalkMode } from '../core/talk.ts';
import { useServices } from './useServices.ts';

export interface SitDown {
  readonly name: string;
  /** A name is known already, and the field need not be shown. */
  readonly isNameKnown: boolean;
  readonly characterName: string;
  /** Name on the seat that this device has at the table; null for a newcomer. */
  readonly keptName: string | null;
  readonly consent: boolean;
  readonly mode: TalkMode;
  readonly usesMicrophone: boolean;
  readonly deviceId: string | null;
  readonly isSitting: boolean;
  readonly problem: ErrorCode | null;
  readonly setName: (name: string) => void;
  /** Shows the field after all. */
  readonly changeName: () => void;
  readonly setCharacterName: (characterName: string) => void;
  readonly setConsent: (consent: boolean) => void;
  readonly setMode: (mode: TalkMode) => void;
  readonly setUsesMicrophone: (usesMicrophone: boolean) => void;
  readonly setDeviceId: (deviceId: string | null) => void;
  /** Takes the seat and goes to the room. */
  readonly down: () => Promise<void>;
}

/** What one decides before sitting down, remembered on the device, and the taking of the seat. */
export function useSitDown(token: string, preview: PreviewReply): SitDown {
  const { rest, shelf, goTo } = useServices();
  const [remembered] = useState(() => shelf.read());
  const seatToken = shelf.keyOf(preview.tableId)?.seatToken ?? null;
  const [name, setName] = useState(remembered.name);
  const [isNameKnown, setIsNameKnown] = useState(remembered.name !== '');
  const [characterName, setCharacterName] = useState('');
  const [consent, setConsent] = useState(remembered.consent ?? false);
  const [mode, setMode] = useState<TalkMode>(remembered.mode);
  const [usesMicrophone, setUsesMicrophone] = useState(remembered.usesMicrophone);
  const [deviceId, setDeviceId] = useState(remembered.deviceId);
  const [isSitting, setIsSitting] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);

  const down = async (): Promise<void> => {
    const parsed = nameSchema.safeParse(name);
    if (!parsed.success) return setProblem('name_invalid');
    setProblem(null);
    setIsSitting(true);
    try {
      const reply = await rest.join({
        token,
        name: parsed.data,
        characterName: nameSchema.nullable().catch(null).parse(characterName),
        seatToken,
      });
      shelf.update({ name: parsed.data, consent, mode, usesMicrophone, deviceId });
      const isHostLink = window.location.pathname.startsWith('/host');
      shelf.rememberTable(reply.tableId, {
        title: preview.title,
        seatToken: reply.seatToken,
        ...(isHostLink ? { hostToken: token } : { inviteToken: token }),
      });
      goTo(tablePath(reply.tableId));
    } catch (error) {
      setProblem(error instanceof ProtocolError ? error.code : 'internal');
      setIsSitting(false);
    }
  };
  return {
    name,
    isNameKnown,
    characterName,
    keptName: seatToken !== null && remembered.name !== '' ? remembered.name : null,
    consent,
    mode,
    usesMicrophone,
    deviceId,
    isSitting,
    problem,
    setName,
    changeName: () => setIsNameKnown(false),
    setCharacterName,
    setConsent,
    setMode,
    setUsesMicrophone,
    setDeviceId,
    down,
  };
}
