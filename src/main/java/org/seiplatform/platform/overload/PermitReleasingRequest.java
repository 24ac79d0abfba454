package org.seiplatform.platform.overload;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.seiplatform.platform.web.PassedOnBody;

/** Releases the permit while it waits for the client to send more of the body, so that slow clients hold none. */
final class PermitReleasingRequest extends HttpServletRequestWrapper {

    private final ConcurrencyLimiter limiter;

    PermitReleasingRequest(HttpServletRequest request, ConcurrencyLimiter limiter) {
        super(request);
        this.limiter = limiter;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new PermitReleasingStream(super.getInputStream(), limiter);
    }

    private static final class PermitReleasingStream extends PassedOnBody {

        private final ConcurrencyLimiter limiter;

        private PermitReleasingStream(ServletInputStream body, ConcurrencyLimiter limiter) {
            super(body);
            this.limiter = limiter;
        }

        @Override
        public int read() throws IOException {
            return wouldWait() ? withoutPermit(body::read) : body.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return wouldWait()
                    ? withoutPermit(() -> body.read(buffer, offset, length))
                    : body.read(buffer, offset, length);
        }

        private boolean wouldWait() throws IOException {
            return body.available() == 0 && !body.isFinished();
        }

        private int withoutPermit(Read read) throws IOException {
            limiter.release();
            try {
                return read.read();
            } finally {
                limiter.reacquireInTurn();
            }
        }

        /** A read that may wait. */
        private interface Read {

            int read() throws IOException;
        }
    }
}
