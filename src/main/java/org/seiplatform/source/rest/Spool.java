package org.seiplatform.source.rest;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file that lines are written to and read from again, any number of times. Where the system allows it, the file has no
 * name any more from the start, so that it goes with the process, whatever ends that.
 */
final class Spool implements Closeable {

    private final FileChannel file;
    private final OutputStream output;

    private Spool(FileChannel file) {
        this.file = file;
        this.output = new BufferedOutputStream(Channels.newOutputStream(file), 64 * 1024);
    }

    static Spool create() throws IOException {
        Path path = Files.createTempFile("sei-events-", ".ndjson");
        return new Spool(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    void write(Line line) throws IOException {
        output.write(line.bytes());
        output.write('\n');
    }

    /** Reads from the start; ends any reading before. */
    InputStream read() throws IOException {
        output.flush();
        file.position(0);
        return Channels.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
