package org.seiplatform.platform.filter;

import org.springframework.core.Ordered;

/**
 * The order in which requests pass the filters. Spring Security's chain comes after {@link #LOCKOUT}. An enum and not numbers: javac
 * copies constant numbers into the classes that use them, and ArchUnit would not see that they depend on this package.
 */
public enum FilterOrder {

    /** Gives the request its id. */
    REQUEST_ID(0),
    /** Records status and duration. Spring's own filter that begins a trace is between the two. */
    HTTP_METRICS(2),
    /** Closes connections during shutdown. */
    DRAIN(3),
    /** Determines the client's address; the two before read it when the request is over. */
    CLIENT_ADDRESS(4),
    /** Answers unexpected exceptions. */
    ERRORS(5),
    /** Adds the security headers. */
    SECURITY_HEADERS(6),
    /** Answers preflight requests. */
    CORS(7),
    /** Rejects bodies whose announced length is too long. */
    BODY_LIMIT(10),
    /** Sheds load. */
    CONCURRENCY_LIMIT(20),
    /** Limits anonymous requests by client address. */
    ADDRESS_LIMIT(30),
    /** Locks addresses out that send many wrong keys. */
    LOCKOUT(31);

    private final int offset;

    FilterOrder(int offset) {
        this.offset = offset;
    }

    /** The value for {@link Ordered}. */
    public int value() {
        return Ordered.HIGHEST_PRECEDENCE + offset;
    }
}
