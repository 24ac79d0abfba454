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
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemResponses;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.security.PresentedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps those who try keys from trying many. It sees by the answer whether a key was right. Tokens of an issuer do not count: nobody
 * guesses a signature, and one that has just expired is an everyday thing.
 */
class LockoutFilter extends OncePerRequestFilter {

    private static final Logger LOGGER = LoggerFactory.getLogger(LockoutFilter.class);
    private static final int NETWORK_BYTES = 8;

    /** Where the caller is kept once the key has proved right; other answers prove nothing, such as that to a malformed address. */
    static final String AUTHENTICATED = RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME;

    private final KeyLockout lockout;
    private final ProblemResponses responses;
    private final Counter wrong;
    private final Counter refused;

    LockoutFilter(KeyLockout lockout, ProblemResponses responses, MeterRegistry meters) {
        this.lockout = lockout;
        this.responses = responses;
        this.wrong = Counter.builder("sei.lockout.wrong.keys")
                .description("Requests with a wrong API key")
                .register(meters);
        this.refused = Counter.builder("sei.lockout.refused")
                .description(
                        "Requests whose key was not looked up, because too many wrong ones came from their address")
                .register(meters);
        Gauge.builder("sei.lockout.addresses", lockout, KeyLockout::locked)
                .description("Addresses that are locked out just now")
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
        String keyId = key.substring(0, Math.max(key.lastIndexOf('_'), 0));
        Optional<Duration> wait = lockout.wait(network, keyId);
        if (wait.isPresent()) {
            refuse(response, wait.get());
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            wrong.increment();
            if (lockout.wrong(network, keyId)) {
                LOGGER.warn(
                        "Too many wrong API keys come from one address; the last one called itself {}", shown(keyId));
            }
        } else if (request.getAttribute(AUTHENTICATED) != null) {
            lockout.right(network, keyId);
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

    /** Who has one address of version 6 has a network of them. One of version 4 is the same however it is written. */
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

    private static String shown(String keyId) {
        return keyId.matches("sei_[a-z0-9]{1,32}") ? keyId : "something else";
    }
}
