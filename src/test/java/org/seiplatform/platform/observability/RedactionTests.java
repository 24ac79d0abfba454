package org.seiplatform.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key sei_abc_0123456789abcdef0123456789abcdef used | key sei_abc_*** used",
                "Authorization: Bearer abcdef.ghijkl-mno | Authorization: Bearer ***",
                "authorization: Basic dXNlcjpwYXNz | authorization: Basic ***",
                "token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl end | token *** end",
                "cloning https://user:s3cr3t@git.example/x.git | cloning https://***@git.example/***",
                "jdbc:postgresql://host/db?user=sei&password=hunter2&ssl=true | jdbc:postgresql://host/db?user=sei&password=***&ssl=true",
                "redis://default:pw@10.0.0.1:6379 | redis://***@10.0.0.1:6379",
                "{\"password\": \"two words\", \"a\":1} | {\"password\": ***, \"a\":1}",
                "X-Vault-Token: hvs.CAESIJ1234567890 | X-Vault-Token: ***",
                "ghp_0123456789abcdefghij pushed | *** pushed",
                "glpat-0123456789abcdefghij | ***",
                "AKIAIOSFODNN7EXAMPLE | ***",
                "Key (email)=(grace.hopper@navy.example) exists | Key (email)=(***) exists",
                "mail from Ada <ada+news@example.co.uk> | mail from Ada <***>"
            })
    void secretsAndPeopleAreNotLogged(String text, String redacted) {
        assertThat(Redaction.redact(text)).isEqualTo(redacted);
    }

    @Test
    void privateKeysWithHeadersOrWithoutAnEndAreNotLogged() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMIIE"
                + "abcd\n".repeat(4_000);

        assertThat(Redaction.redact(key)).isEqualTo("***");
        assertThat(Redaction.redact(key + "-----END RSA PRIVATE KEY----- more")).isEqualTo("*** more");
    }

    @Test
    void privateKeysAreNotLogged() {
        assertThat(Redaction.redact("read -----BEGIN PRIVATE KEY-----\nMIIE\nabc\n-----END PRIVATE KEY----- from file"))
                .isEqualTo("read *** from file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/teams/{id} 200",
                "Started SeiPlatformApplication in 12.3 seconds (process running for 13)",
                "Repository 0198a1b2-0000-7000-8000-000000000001 derived again",
                "HikariPool-1 - Added connection conn1: url=jdbc:h2",
                "2026-11-23T10:00:00Z commit 4bf92f3577b34da6a3ce929d0e0e4736 by @scheduler"
            })
    void whatIsNoSecretStays(String text) {
        assertThat(Redaction.redact(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@", "password=", "://a", "sei_a", "eyJ.", "Bearer ", "-----BEGIN PRIVATE KEY", "token: \""})
    void noTextIsExpensive(String part) {
        String text = part.repeat(20_000);

        assertThat(Redaction.patterns()).allSatisfy(pattern -> {
            CountedText counted = new CountedText(text);
            pattern.matcher(counted).results().forEach(found -> {});
            assertThat(counted.looks).isLessThan(100L * text.length());
        });
    }

    /** Counts how often a character is looked at. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private long looks;

        private CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void aTextThatBringsLineBreaksLooksLikeNoLineOfItsOwn() {
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("redact", RedactingConverter::new);
        layout.setPattern("%-5p %redact(%m%n)");
        layout.start();
        Logger logger = context.getLogger("test");

        String lines = layout.doLayout(new LoggingEvent(
                "",
                logger,
                Level.INFO,
                "name x\r\nERROR forged\rERROR too\nERROR three\u001b[31m sei_a_0123456789",
                null,
                null));

        assertThat(lines.lines().filter(line -> line.matches("\\w+ .*"))).hasSize(1);
        assertThat(lines).doesNotContain("\r", "\u001b", "0123456789").endsWith("\n");
    }
}
