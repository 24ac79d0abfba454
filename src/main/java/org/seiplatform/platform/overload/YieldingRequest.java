package org.seiplatform.platform.overload;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.seiplatform.platform.web.PassedOnBody;

/** A request that leaves its place to others while it waits for its caller to send more, so that slow callers hold none. */
final class YieldingRequest extends HttpServletRequestWrapper {

    private final Admission admission;

    YieldingRequest(HttpServletRequest request, Admission admission) {
        super(request);
        this.admission = admission;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new YieldingInputStream(super.getInputStream(), admission);
    }

    private static final class YieldingInputStream extends PassedOnBody {

        private final Admission admission;

        private YieldingInputStream(ServletInputStream body, Admission admission) {
            super(body);
            this.admission = admission;
        }

        @Override
        public int read() throws IOException {
            return wouldWait() ? yielding(body::read) : body.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return wouldWait() ? yielding(() -> body.read(buffer, offset, length)) : body.read(buffer, offset, length);
        }

        private boolean wouldWait() throws IOException {
            return body.available() == 0 && !body.isFinished();
        }

        private int yielding(Reading reading) throws IOException {
            admission.leaveForAWhile();
            try {
                return reading.read();
            } finally {
                admission.enterAgain();
            }
        }

        /** A read that may wait. */
        private interface Reading {

            int read() throws IOException;
        }
    }
}
