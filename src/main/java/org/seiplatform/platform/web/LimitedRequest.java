package org.seiplatform.platform.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.util.unit.DataSize;

/**
 * A request whose body ends in a problem when it is longer than allowed, for bodies that do not announce their length, or when its
 * caller sends it too slowly. Only the time in which the caller was waited for counts, not what the service does in between.
 */
class LimitedRequest extends HttpServletRequestWrapper {

    private final @Nullable DataSize limit;
    private final DataSize minRate;
    private final Duration grace;

    /** @param limit null for none */
    LimitedRequest(HttpServletRequest request, @Nullable DataSize limit, DataSize minRate, Duration grace) {
        super(request);
        this.limit = limit;
        this.minRate = minRate;
        this.grace = grace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new LimitedInputStream(super.getInputStream());
    }

    private final class LimitedInputStream extends PassedOnBody {

        private long count;
        private long waitedNanos;

        private LimitedInputStream(ServletInputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            long begin = System.nanoTime();
            int octet = body.read();
            check(begin, octet < 0 ? -1 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long begin = System.nanoTime();
            int read = body.read(buffer, offset, length);
            check(begin, read);
            return read;
        }

        private void check(long begin, int read) {
            waitedNanos += System.nanoTime() - begin;
            count += Math.max(read, 0);
            if (limit != null && count > limit.toBytes()) {
                throw BodyLimitFilter.tooLarge(limit);
            }
            if (read >= 0 && waitedNanos > grace.toNanos() && count < minRate.toBytes() * (waitedNanos / 1e9)) {
                throw new ProblemException(
                        ProblemType.REQUEST_TIMEOUT,
                        "The body must come at " + minRate.toBytes() + " bytes a second or more.");
            }
        }
    }
}
