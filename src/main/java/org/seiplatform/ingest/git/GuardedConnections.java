package org.seiplatform.ingest.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/**
 * Connects only where {@link AddressRules} allow it. Every request comes by here, those that follow a redirect too. Between the
 * check and the connection Java looks the host up in its own cache of addresses, so that a name cannot mean one address to the
 * check and another to the connection. Credentials are chosen for each request by its own address, so that a redirect does not
 * carry them to another host.
 */
final class GuardedConnections implements HttpConnectionFactory {

    private final HttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final AddressRules rules;
    private final GitCredentials credentials;

    GuardedConnections(AddressRules rules, GitCredentials credentials) {
        this.rules = rules;
        this.credentials = credentials;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        rules.check(url);
        HttpConnection connection = connections.create(url, Proxy.NO_PROXY);
        String authorization = credentials.authorization(url);
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
        return connection;
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }
}
