package org.seiplatform.source.webhook.payload;

/** A payload that is not what its provider documents; the message names the place, never the content. */
public class UnreadablePayloadException extends RuntimeException {

    public UnreadablePayloadException(String message) {
        // Says where the payload is wrong; where in our code that was noticed helps nobody.
        super(message, null, false, false);
    }
}
