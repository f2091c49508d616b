import { useId } from 'react';

/** What happens to what somebody opens, in sentences that can be checked. */
export function PrivacyNotes() {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>Privacy</h2>
      <ul>
        <li>Flows are analysed on this computer. They are sent nowhere, and no part of them is counted or reported.</li>
        <li>Pages are not looked into and not changed. Only the address of the tab tells what it shows.</li>
        <li>Nothing is read from a host before you have allowed it, and nothing is changed there.</li>
        <li>No code comes from elsewhere: all of it is in the package that you have installed.</li>
      </ul>
    </section>
  );
}
