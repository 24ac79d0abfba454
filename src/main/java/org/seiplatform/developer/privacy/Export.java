package org.seiplatform.developer.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.Developers;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Packs everything that is stored of a developer into one file: each kind of thing as JSON and as CSV. */
@Service
public class Export {

    private final ExportStore store;
    private final Developers developers;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    Export(
            ExportStore store,
            Developers developers,
            AuditTrail audit,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.store = store;
        this.developers = developers;
        this.audit = audit;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * The file, which is gone once it is closed. It is complete before its first byte is read, so that a slow reader holds no
     * connection to the database.
     *
     * @throws ProblemException {@code not_found} if the organization has no developer with this id
     */
    public InputStream zip(UUID organizationId, UUID developerId) throws IOException {
        developers.get(organizationId, developerId);
        Path file = Files.createTempFile("sei-export", ".zip");
        try {
            transaction.executeWithoutResult(status -> write(organizationId, developerId, file));
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException exception) {
            Files.deleteIfExists(file);
            throw exception;
        }
    }

    private void write(UUID organizationId, UUID developerId, Path file) {
        audit.note(new Change(organizationId, "developer.exported", "developer", developerId, null, null));
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (ExportSection section : store.sections()) {
                zip.putNextEntry(new ZipEntry(section.name() + ".json"));
                writeJson(organizationId, developerId, section, zip);
                zip.putNextEntry(new ZipEntry(section.name() + ".csv"));
                writeCsv(organizationId, developerId, section, zip);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private void writeJson(UUID organizationId, UUID developerId, ExportSection section, OutputStream output)
            throws IOException {
        Lines lines = new Lines(output);
        lines.write("[");
        store.read(organizationId, developerId, section, row -> {
            lines.write((lines.first() ? "\n" : ",\n") + json.writeValueAsString(row));
            lines.next();
        });
        lines.write("\n]\n");
    }

    private void writeCsv(UUID organizationId, UUID developerId, ExportSection section, OutputStream output)
            throws IOException {
        Lines lines = new Lines(output);
        store.read(organizationId, developerId, section, row -> writeCsv(lines, row));
    }

    private static void writeCsv(Lines lines, Map<String, @Nullable Object> row) {
        if (lines.first()) {
            lines.write(CsvLine.of(row.keySet()));
        }
        lines.write(CsvLine.of(row.values()));
        lines.next();
    }

    /** Writes from within a query, where no checked exception may pass. */
    private static final class Lines {

        private final OutputStream output;
        private boolean first = true;

        private Lines(OutputStream output) {
            this.output = output;
        }

        private boolean first() {
            return first;
        }

        private void next() {
            first = false;
        }

        private void write(String text) {
            try {
                output.write(text.getBytes(UTF_8));
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }
}
