package org.seiplatform.source.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event;
import org.springframework.util.unit.DataSize;

/** The events of a spool, read anew by each iteration and never held together. */
final class SpooledEvents implements Iterable<Event> {

    private final Spool spool;
    private final Function<Line, Event> parser;

    SpooledEvents(Spool spool, Function<Line, Event> parser) {
        this.spool = spool;
        this.parser = parser;
    }

    @Override
    public Iterator<Event> iterator() {
        try {
            DataSize unlimited = DataSize.ofBytes(Long.MAX_VALUE);
            return new Events(new LineReader(spool.read(), unlimited, unlimited), parser);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static final class Events implements Iterator<Event> {

        private final LineReader lines;
        private final Function<Line, Event> parser;
        private @Nullable Line next;

        private Events(LineReader lines, Function<Line, Event> parser) {
            this.lines = lines;
            this.parser = parser;
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Event next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Event event = parser.apply(next);
            advance();
            return event;
        }

        private void advance() {
            try {
                next = lines.next();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }
}
