package org.seiplatform.platform.filter;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** A filter with its place among the others. */
public abstract class OrderedFilter extends OncePerRequestFilter implements Ordered {

    private final FilterOrder order;

    protected OrderedFilter(FilterOrder order) {
        this.order = order;
    }

    @Override
    public final int getOrder() {
        return order.value();
    }
}
