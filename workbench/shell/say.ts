/** Tells what happened: a toast for the eye and the screen reader, with undo where there is one. */
import { notifications } from "@mantine/notifications";
import { words } from "../words/en.ts";
import { problemOf } from "./page.tsx";

const closeButtonProps = { "aria-label": words.close };

export function say(message: string): void {
  notifications.show({ message, color: "petrol", withBorder: true, closeButtonProps });
}

export function sayRefused(error: unknown): void {
  const { title, detail, remedy } = problemOf(error);
  notifications.show({ title, message: `${detail} ${remedy}`, color: "red", withBorder: true, autoClose: 15_000, closeButtonProps });
}
