package org.seiplatform.source.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.util.unit.DataSize;

/** Reads a stream line by line, holding one line at a time, however long the stream or the line. */
final class LineReader {

    private static final int BUFFER = 64 * 1024;

    private final InputStream stream;
    private final long maxSize;
    private final long maxLineLength;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long size;
    private long number;

    LineReader(InputStream stream, DataSize maxSize, DataSize maxLineLength) {
        this.stream = stream;
        this.maxSize = maxSize.toBytes();
        this.maxLineLength = maxLineLength.toBytes();
    }

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        long length = 0;
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            length += end - position;
            if (length <= maxLineLength) {
                line.write(buffer, position, end - position);
            }
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        boolean tooLong = length > maxLineLength;
        return new Line(number, tooLong ? new byte[0] : line.toByteArray(), tooLong);
    }

    /** Whether there is anything left to read, which then is in the buffer. */
    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        int read = stream.read(buffer);
        position = 0;
        limit = Math.max(read, 0);
        size += limit;
        if (size > maxSize) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE, "A stream may have " + maxSize + " bytes at most.");
        }
        return limit > 0;
    }
}
