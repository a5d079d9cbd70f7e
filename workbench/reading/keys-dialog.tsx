/** The keys of the reading room. */
import { Modal } from "@mantine/core";
import { words } from "../words/en.ts";

export function KeysDialog({ close }: { close: () => void }) {
  return (
    <Modal opened onClose={close} title={words.reading.keysTitle}>
      <table className="keys">
        <tbody>
          {words.reading.keyRows.map(([key, other, what]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd> {other !== "" && <kbd>{other}</kbd>}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
