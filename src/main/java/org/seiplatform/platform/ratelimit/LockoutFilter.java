package org.seiplatform.platform.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.seiplatform.platform.filter.FilterOrder;
import org.seiplatform.platform.filter.OrderedFilter;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.security.PresentedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * Refuses wrong API keys from networks that sent too many of them. Only a key that was looked up and not found counts. From a locked
 * network keys are still looked up, one at a time, so that a right one is never refused because of others. Tokens of an issuer do not
 * count: a signature cannot be guessed, and tokens expire every day.
 */
class LockoutFilter extends OrderedFilter {

    private static final Logger LOGGER = LoggerFactory.getLogger(LockoutFilter.class);
    private static final int NETWORK_BYTES = 8;

    /** Where the authenticated caller is kept. */
    static final String AUTHENTICATED = RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME;

    private final KeyLockout lockout;
    private final SerialLookups lookups;
    private final ProblemResponses responses;
    private final Counter wrong;
    private final Counter refused;

    LockoutFilter(KeyLockout lockout, SerialLookups lookups, ProblemResponses responses, MeterRegistry meters) {
        super(FilterOrder.LOCKOUT);
        this.lockout = lockout;
        this.lookups = lookups;
        this.responses = responses;
        this.wrong = Counter.builder("sei.lockout.wrong.keys")
                .description("Requests with a wrong API key that counted against their address")
                .register(meters);
        this.refused = Counter.builder("sei.lockout.refused")
                .description("Requests with a wrong API key from an address that had sent too many of them")
                .register(meters);
        Gauge.builder("sei.lockout.addresses", lockout, KeyLockout::locked)
                .description("Addresses that are locked out")
                .register(meters);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = PresentedKey.of(request);
        if (key == null) {
            chain.doFilter(request, response);
            return;
        }
        String network = network(request.getRemoteAddr());
        Optional<Duration> locked = lockout.lockedFor(network);
        if (locked.isPresent() && lookups.isWrong(network, key)) {
            refuse(response, locked.get());
            return;
        }
        chain.doFilter(request, response);
        if (PresentedKey.wasWrong(request)) {
            wrong.increment();
            if (lockout.wrong(network)) {
                LOGGER.warn("Too many wrong API keys come from one address; the last had the id {}", shown(key));
            }
        }
    }

    private void refuse(HttpServletResponse response, Duration wait) throws IOException {
        refused.increment();
        long seconds = wait.toSeconds() + 1;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        responses.write(
                response,
                new ProblemException(
                        ProblemType.RATE_LIMITED,
                        "Too many wrong API keys came from this address; it may try again in " + seconds + " s."));
    }

    /** IPv6 clients control a whole /64, so addresses are counted by network. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), NETWORK_BYTES))
                    : literal.getHostAddress();
        } catch (IllegalArgumentException odd) {
            return address;
        }
    }

    private static String shown(String key) {
        String keyId = key.substring(0, Math.max(key.lastIndexOf('_'), 0));
        return keyId.matches("sei_[a-z0-9]{1,32}") ? keyId : "something else";
    }
}
