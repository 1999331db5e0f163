import { z } from 'zod';

/** What a button of ours sends back; `cpms` tells it from buttons of others and counts formats. */
const pressedSchema = z.object({
  cpms: z.literal(1),
  place: z.string().min(1),
  answer: z.string().min(1),
});

/** A button that was pressed: where it was offered and what it answers. */
export type PressedButton = z.infer<typeof pressedSchema>;

/** The value that a button carries, to be read by `readPressedButton` when it comes back. */
export function buttonValue(place: string, answer: string): PressedButton {
  return { cpms: 1, place, answer };
}

/** The button behind a value; null when it is none of ours, or was made up. */
export function readPressedButton(value: unknown): PressedButton | null {
  const read = pressedSchema.safeParse(value);
  return read.success ? read.data : null;
}
