import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AppError } from '../../base/app-error.ts';

type ConnectorOptions = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]
>;

/** What the SDK's connector sends its requests through. */
export type ConnectorHttp = NonNullable<ConnectorOptions['httpClient']>;

type ConnectorRequest = Parameters<ConnectorHttp['sendRequest']>[0];
type ConnectorResponse = Awaited<ReturnType<ConnectorHttp['sendRequest']>>;

/** A channel that says nothing for so long is taken to be gone for now. */
const answerMs = 15_000;

/**
 * The connector's way to the network: one try, with a limit in time.
 *
 * The SDK would try again by itself, in memory and for minutes; our outbox does that durably and in
 * order. Whatever is not a success is therefore thrown as a failure that the SDK does not know. A
 * redirection is one as well, since the bot's token travels with the request.
 */
export function createConnectorHttp(timeoutMs = answerMs): ConnectorHttp {
  return {
    sendRequest: async (request) => {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        body: typeof request.body === 'string' ? request.body : null,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch(unreachable);
      const bodyAsText = await response.text().catch(unreachable);
      if (!response.ok) throw refusal(response);
      return connectorResponse(request, response, bodyAsText);
    },
  };
}

function unreachable(cause: unknown): never {
  throw new AppError('CHANNEL_REJECTED', 'The channel does not answer', {}, cause);
}

function refusal(response: Response): AppError {
  const { status } = response;
  const retryAfter = response.headers.get('Retry-After');
  return new AppError('CHANNEL_REJECTED', 'The channel refused a reply', {
    status,
    ...(retryAfter === null ? {} : { retryAfter }),
  });
}

/** The SDK wants headers of its own class; the request has one to copy. */
function connectorResponse(
  request: ConnectorRequest,
  response: Response,
  bodyAsText: string,
): ConnectorResponse {
  const headers = request.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  for (const [name, value] of response.headers) headers.set(name, value);
  return { request, status: response.status, headers, bodyAsText };
}
