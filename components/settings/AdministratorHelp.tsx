import { useId } from 'preact/hooks';
import { OutsideLink } from '../ui/index.ts';
import { administratorRequest, switchPath } from './administrator-request.ts';
import { CopyButton } from './CopyButton.tsx';
import styles from './settings.module.css';

export interface AdministratorHelpProps {
  readonly callbackUrl: string;
  readonly scopes: readonly string[];
  readonly siteOrigin: string | null;
  readonly copy: (text: string) => Promise<boolean>;
}

export const CallbackUrl = ({ callbackUrl, copy }: Pick<AdministratorHelpProps, 'callbackUrl' | 'copy'>) => (
  <div class={styles['value']}>
    <code>{callbackUrl}</code>
    <CopyButton text={callbackUrl} label="Copy callback URL" size="small" copy={copy} />
  </div>
);

export const Scopes = ({ scopes }: Pick<AdministratorHelpProps, 'scopes'>) => (
  <ul class={styles['scopes']} aria-label="Scopes">
    {scopes.map((scope) => (
      <li key={scope}>
        <code>{scope}</code>
      </li>
    ))}
  </ul>
);

export const CopyRequest = ({ callbackUrl, scopes, siteOrigin, copy }: AdministratorHelpProps) => (
  <CopyButton text={administratorRequest({ callbackUrl, scopes, siteOrigin })} label="Copy request to administrator" copy={copy} />
);

/** What somebody with administrator rights has to prepare, and the message that asks them to. */
export const AdministratorHelp = (props: AdministratorHelpProps) => {
  const id = useId();
  return (
    <section class={styles['help']} aria-labelledby={id}>
      <h3 id={id} class={styles['subheading']}>
        You need three things from your Confluence administrator
      </h3>
      <ol class={styles['needs']}>
        <li>
          <strong>ApprovalFlow’s API, switched on.</strong> {switchPath}. The API base URL is shown there.
        </li>
        <li>
          <strong>An OAuth 2.0 (3LO) app</strong>, registered in the{' '}
          <OutsideLink url="https://developer.atlassian.com/console/myapps">Atlassian developer console</OutsideLink> by a member of the
          site, with ApprovalFlow’s scopes and this browser’s callback URL:
          <CallbackUrl callbackUrl={props.callbackUrl} copy={props.copy} />
          <details class={styles['details']}>
            <summary>The scopes it needs</summary>
            <Scopes scopes={props.scopes} />
          </details>
        </li>
        <li>
          <strong>Its client id and secret</strong>, or all of it in a connection file.
        </li>
      </ol>
      <CopyRequest {...props} />
    </section>
  );
};
