package org.seiplatform.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Takes the caller's address from {@code X-Forwarded-For}, but only as far as it was written by proxies that the configuration
 * trusts: from the right, past their addresses, up to the first that is none of theirs. What stands left of that anyone may have
 * made up.
 */
@Component
class ClientAddressFilter extends OrderedFilter {

    private static final String HEADER = "X-Forwarded-For";
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]{1,39}:[0-9a-fA-F:.]{1,39}");
    private static final Pattern WITH_PORT = Pattern.compile("\\[([0-9a-fA-F:.]+)](?::[0-9]+)?|([0-9.]+):[0-9]+");

    private final List<IpAddressMatcher> trusted;

    ClientAddressFilter(HttpProperties properties) {
        super(FilterOrder.CLIENT_ADDRESS);
        this.trusted =
                properties.trustedProxies().stream().map(IpAddressMatcher::new).toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = clientAddress(request);
        chain.doFilter(
                address.equals(request.getRemoteAddr()) ? request : new AddressedRequest(request, address), response);
    }

    private String clientAddress(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!isTrusted(address)) {
            return address;
        }
        List<String> forwarded = Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
        for (String hop : forwarded.reversed()) {
            Optional<String> next = address(hop);
            if (next.isEmpty()) {
                return address;
            }
            address = next.get();
            if (!isTrusted(address)) {
                return address;
            }
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(proxies -> proxies.matches(address));
    }

    /** Literal addresses alone: names would be looked up. Some proxies write the port, too. */
    private static Optional<String> address(String hop) {
        Matcher withPort = WITH_PORT.matcher(hop);
        String literal = withPort.matches() ? Objects.requireNonNullElse(withPort.group(1), withPort.group(2)) : hop;
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress.ofLiteral(literal);
            return Optional.of(literal);
        } catch (IllegalArgumentException somethingElse) {
            return Optional.empty();
        }
    }

    private static final class AddressedRequest extends HttpServletRequestWrapper {

        private final String address;

        private AddressedRequest(HttpServletRequest request, String address) {
            super(request);
            this.address = address;
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public @Nullable String getRemoteHost() {
            return address;
        }
    }
}
