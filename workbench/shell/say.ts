/** Tells what happened: a toast for the eye and the screen reader, with undo where there is one. */
import { notifications } from "@mantine/notifications";
import { problemOf } from "./page.tsx";

export function say(message: string): void {
  notifications.show({ message, color: "petrol", withBorder: true });
}

export function sayRefused(error: unknown): void {
  const { title, detail, remedy } = problemOf(error);
  notifications.show({ title, message: `${detail} ${remedy}`, color: "red", withBorder: true, autoClose: 15_000 });
}
