package org.seiplatform.platform.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The body of a request, to be passed on with a reading of its own. */
public abstract class PassedOnBody extends ServletInputStream {

    /** The body as it comes. */
    protected final ServletInputStream body;

    protected PassedOnBody(ServletInputStream body) {
        this.body = body;
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
