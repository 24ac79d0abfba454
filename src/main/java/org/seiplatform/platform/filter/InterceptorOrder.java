package org.seiplatform.platform.filter;

import org.springframework.core.Ordered;

/** The order of interceptors. Rate limits come first, so that requests that are then denied count, too. */
public enum InterceptorOrder {
    RATE_LIMIT,
    ROLE;

    /** The value for {@link Ordered}. */
    public int value() {
        return Ordered.HIGHEST_PRECEDENCE + ordinal();
    }
}
