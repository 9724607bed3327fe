/** A place on the table's rim: shares of the table's half width and half height from its middle; x grows right, y down. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Own seat is nearest to the viewer; the others go round the far side from left to right, angles in degrees from the right. */
const OWN_ANGLE = 90;
const FIRST_ANGLE = 155;
const LAST_ANGLE = 385;

/** Places for as many seats as are given, the own one first. */
export function placeSeats(count: number): Place[] {
  const others = count - 1;
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return placeAt(OWN_ANGLE);
    const share = others === 1 ? 0.5 : (index - 1) / (others - 1);
    const [first, last] = others <= 2 ? [FIRST_ANGLE + 40, LAST_ANGLE - 40] : [FIRST_ANGLE, LAST_ANGLE];
    return placeAt(others === 1 ? FIRST_ANGLE + 60 : first + (last - first) * share);
  });
}

function placeAt(degrees: number): Place {
  const angle = (degrees * Math.PI) / 180;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}
