package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.git.ImportFailure.Code;

/**
 * Connects only where {@link AddressRules} allow it. Every request comes by here, those that follow a redirect too. Between the
 * check and the connection Java looks the host up in its own cache of addresses, so that a name cannot mean one address to the
 * check and another to the connection. Credentials are chosen for each request by its own address, so that a redirect does not
 * carry them to another host.
 */
final class GuardedConnections implements HttpConnectionFactory {

    private final AddressRules rules;
    private final GitCredentials credentials;

    GuardedConnections(AddressRules rules, GitCredentials credentials) {
        this.rules = rules;
        this.credentials = credentials;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        GitAddress address = address(url);
        rules.check(address);
        HttpConnection connection = new Connection(connectedTo(address, url.getQuery()));
        String authorization = credentials.authorization(address);
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
        return connection;
    }

    /** JGit adds a query to the address that it was given, or a server to the one that it redirects to. */
    private static GitAddress address(URL url) {
        String text = url.toString();
        int query = text.indexOf('?');
        return GitAddress.parse(query < 0 ? text : text.substring(0, query))
                .orElseThrow(
                        () -> AddressRules.forbidden("A redirect leads to what is no plain http or https address."));
    }

    /** Made of what was checked, so that nobody reads the address once more and otherwise. */
    private static URL connectedTo(GitAddress address, @Nullable String query) throws IOException {
        try {
            return new URI(address + (query == null ? "" : "?" + query)).toURL();
        } catch (URISyntaxException exception) {
            throw new IOException("The query of a redirect cannot be read", exception);
        }
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return create(url);
    }

    /** Finds out in what a server says first whether JGit could read the rest. */
    private static final class Connection extends JDKHttpConnection {

        private static final int BEGINNING = 4096;

        private Connection(URL url) throws IOException {
            super(url, Proxy.NO_PROXY);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            InputStream content = super.getInputStream();
            if (!String.valueOf(getURL().getQuery()).startsWith("service=")) {
                return content;
            }
            PushbackInputStream looked = new PushbackInputStream(content, BEGINNING);
            byte[] beginning = looked.readNBytes(BEGINNING);
            looked.unread(beginning);
            if (new String(beginning, ISO_8859_1).contains("object-format=sha256")) {
                throw new ImportFailure(
                        Code.IMPORT_UNSUPPORTED_REPOSITORY,
                        "The repository is one of SHA-256, which cannot be fetched; it can be read from a path.");
            }
            return looked;
        }
    }
}
