package org.seiplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of the repository holds a secret of anybody's: what looks like one is an example that is listed here. */
class SecretScanTests {

    private static final Set<String> SKIPPED =
            Set.of("target", "node_modules", ".git", ".sei", ".idea", ".m2", ".terraform");

    private static final Pattern SECRET = Pattern.compile("""
            -----BEGIN [A-Z ]{0,30}PRIVATE KEY-----\\s*+[A-Za-z0-9+/=\\s]{200}\
            |\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b\
            |\\bgh[pousr]_[A-Za-z0-9]{36}\
            |\\bgithub_pat_[A-Za-z0-9_]{60}\
            |\\bglpat-[A-Za-z0-9_-]{20}\
            |\\bxox[abprs]-[0-9A-Za-z-]{20}\
            |\\bAIza[0-9A-Za-z_-]{35}\
            |\\bsk_live_[0-9A-Za-z]{20}\
            |\\bhvs\\.[A-Za-z0-9_-]{24}\
            |\\bsei_[a-z0-9]{8,32}_[A-Za-z0-9]{32}\
            |\\beyJ[A-Za-z0-9_-]{20,}\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20}""");

    /** Made up, or taken from documentation that everybody knows. */
    private static final Set<String> EXAMPLES =
            Set.of("AKIAIOSFODNN7EXAMPLE", "glpat-0123456789abcdefghij", "sei_01234567", "sei_ffffffff");

    @Test
    void noFileHoldsASecret() throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED.contains(String.valueOf(directory.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                secretsIn(text(file)).forEach(secret -> found.add(file + ": " + secret.substring(0, 12) + "..."));
                return FileVisitResult.CONTINUE;
            }
        });

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA" + "ABCDEFGHIJKLMNOP",
                "token=ghp_" + "0123456789abcdefghijABCDEFGHIJ012345",
                "X-API-Key: sei_" + "a1b2c3d4_0123456789abcdef0123456789abcdef"
            })
    void whatIsASecretIsSeen(String text) {
        assertThat(secretsIn(text)).hasSize(1);
    }

    private static List<String> secretsIn(String text) {
        Matcher matcher = SECRET.matcher(text);
        List<String> secrets = new ArrayList<>();
        while (matcher.find()) {
            if (EXAMPLES.stream().noneMatch(matcher.group()::contains)) {
                secrets.add(matcher.group());
            }
        }
        return secrets;
    }

    /** Empty where the file is no text. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException noText) {
            return "";
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
