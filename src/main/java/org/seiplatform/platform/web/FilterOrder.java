package org.seiplatform.platform.web;

import org.springframework.core.Ordered;

/** In which order requests pass what stands before the controllers. Spring Security's chain comes after {@link #LOCKOUT}. */
public final class FilterOrder {

    /** Names the request. */
    public static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE;
    /** Writes down what became of it, and how long it took. */
    public static final int ACCESS_LOG = Ordered.HIGHEST_PRECEDENCE + 2;
    /** Ends connections when the service is about to end. */
    public static final int DRAIN = Ordered.HIGHEST_PRECEDENCE + 3;
    /** Finds out whose address it came from; the two before read it when the request is over. */
    public static final int CLIENT_ADDRESS = Ordered.HIGHEST_PRECEDENCE + 4;
    /** Answers what nobody foresaw. */
    public static final int ERRORS = Ordered.HIGHEST_PRECEDENCE + 5;
    /** Tells browsers what not to do with the answer. */
    public static final int SECURITY_HEADERS = Ordered.HIGHEST_PRECEDENCE + 6;
    /** Answers browsers that ask whether a page may call. */
    public static final int CORS = Ordered.HIGHEST_PRECEDENCE + 7;
    /** Refuses a body that is announced as too long. */
    public static final int BODY_LIMIT = Ordered.HIGHEST_PRECEDENCE + 10;
    /** Lets no more in than can be served. */
    public static final int ADMISSION = Ordered.HIGHEST_PRECEDENCE + 20;
    /** Limits who does not say who they are. */
    public static final int ADDRESS_LIMIT = Ordered.HIGHEST_PRECEDENCE + 30;

    /** Keeps those who try keys from trying many. */
    public static final int LOCKOUT = Ordered.HIGHEST_PRECEDENCE + 31;

    /** Interceptors: first whether the caller has not called too often, so that to be refused has a limit, too; then whether it may. */
    public static final int RATE_LIMIT_INTERCEPTOR = Ordered.HIGHEST_PRECEDENCE;

    public static final int ROLE_INTERCEPTOR = Ordered.HIGHEST_PRECEDENCE + 1;

    private FilterOrder() {}
}
