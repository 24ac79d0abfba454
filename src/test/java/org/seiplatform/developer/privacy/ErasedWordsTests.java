package org.seiplatform.developer.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErasedWordsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thank Ada Lovelace                  | Thank [erased]
            ADA   LOVELACE's fix                | [erased]'s fix
            Lovelace, Ada                       | [erased]
            Ada Lovelace, Grace Hopper          | [erased], Grace Hopper
            by ada.lovelace and adalovelace     | by [erased] and [erased]
            feature/ada-lovelace_fix            | feature/[erased]_fix
            Ask ada@example.org.                | Ask [erased].
            Ask <Ada@Example.org>               | Ask <[erased]>
            mailto:ada%40example.org            | mailto:[erased]
            cc @grace-x, @grace                 | cc @[erased], @[erased]
            grace/fix                           | [erased]/fix
            Merge pull request #1 from ada-quartz/x | Merge pull request #1 from [erased]/x
            ada-quartz                              | [erased]
            deployed by ada-quartz                  | deployed by [erased]
            """)
    void takesOutWhatSpeaksOfThePerson(String text, String expected) {
        PersonalTerms terms = new PersonalTerms()
                .name("Ada Lovelace")
                .email("Ada@example.org")
                .login("ada-quartz")
                .login("grace")
                .login("grace-x");
        assertThat(words(terms).removedFrom(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rewrite it in Ada",
                "Lovelace was here",
                "canada-quartz/fix",
                "xada@example.org",
                "@ada-quartzite",
                "Say grace",
                "Will it blend? will/would",
                "Ada, who never met a Lovelace"
            })
    void leavesWhatOnlyLooksLikeIt(String text) {
        PersonalTerms terms = new PersonalTerms()
                .name("Ada Lovelace")
                .email("Ada@example.org")
                .login("ada-quartz")
                .login("grace");
        assertThat(words(terms).removedFrom(text)).isSameAs(text);
    }

    /** A name, and a way to write it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Smith, John Q.                  | John Q. Smith
            Smith, John Q.                  | smith, john q
            Smith, John Q.                  | John Smith
            John Q. Smith                   | Smith, John Q.
            J. R. R. Tolkien                | J.R.R. Tolkien
            J. R. R. Tolkien                | JRR Tolkien
            Seán O’Brien                    | Sean O'Brien
            Seán O'Brien                    | SEÁN OʼBRIEN
            Seán O'Brien                    | O`Brien, Sean
            Seán O'Brien                    | Sean OBrien
            Jean-Luc Picard                 | Jean Luc Picard
            Jean-Luc Picard                 | Picard Jean‑Luc
            Juan Carlos de la Vega y Ruiz   | JUAN CARLOS DE LA VEGA Y RUIZ
            Pablo Diego José Francisco de Paula Juan Nepomuceno Ruiz | pablo diego jose francisco de paula juan nepomuceno ruiz
            李小龙                          | 感谢李小龙修复
            李 小龙                         | 李小龙
            김철수                          | 김철수가 고침
            สมชาย ใจดี                      | สมชายใจดี
            Renée Müller                    | RENE\\u0301E MU\\u0308LLER
            Renée Müller                    | ren\\u00e9e m\\u00fcller
            Renée Müller                    | Ren%C3%A9e%20M%C3%BCller
            Renée Müller                    | Ren&eacute;e M&#252;ller
            Renée Müller                    | Ren&amp;#xE9;e&nbsp;Müller
            Seán O'Brien                    | Se&#225;n O&#39;Brien
            Seán O'Brien                    | Se&aacute;n O&apos;Brien
            Ada Lovelace                    | Ａｄａ Ｌｏｖｅｌａｃｅ
            Ada Lovelace                    | 𝐀𝐝𝐚 𝐋𝐨𝐯𝐞𝐥𝐚𝐜𝐞
            Jörg Straße                     | JORG STRASSE
            Łukasz Sørensen                 | LUKASZ SORENSEN
            Đorđe Ægir Œuvre                | Dorde Aegir Oeuvre
            Işıl Kılıç                      | isil kilic
            Ada Lovelace                    | Ada 🚀 Lovelace
            Ada Lovelace                    | Ada    Lovelace
            Ada Lovelace                    | ["Ada", "Lovelace"]
            Ωmega Πapadopoulos              | ΩMEGA ΠAPADOPOULOS
            """)
    void findsANameHoweverItIsWritten(String name, String text) {
        ErasedWords words = words(new PersonalTerms().name(name));
        for (Form form : Form.values()) {
            for (String spelled : Set.of(text, "by " + text + "!", "[" + text + "]")) {
                String written = Normalizer.normalize(spelled, form);
                assertThat(words.removedFrom(written))
                        .as(written)
                        .contains("[erased]")
                        .hasSizeLessThan(24);
            }
        }
    }

    /** Neither NUL nor half a character can be stored. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100%00 Ada Lovelace             | 100%00 [erased]
            \\u0000 ada%20lovelace\\ud83d   | \\u0000 [erased]\\ud83d
            x%00/ada-lovelace%00            | x%00/[erased]%00
            &#0;&lt;Ada Lovelace&gt;        | &#0;&lt;[erased]&gt;
            ½ of ﬁve: Ａｄａ Lovelace, %C3%A9%ff | ½ of ﬁve: [erased], %C3%A9%ff
            """)
    void leavesAllElseAsItWasWritten(String text, String expected) {
        ErasedWords words = words(new PersonalTerms().name("Ada Lovelace"));

        assertThat(words.removedFrom(text)).isEqualTo(expected);
        assertThat(words.key(text)).doesNotContainIgnoringCase("lovelace").doesNotContain("\0");
    }

    @Test
    void cutsNoCharacterInHalf() {
        ErasedWords words = words(new PersonalTerms().login("lovela"));
        String text = "lovela " + "x".repeat(180) + "\ud83d\ude80".repeat(10);

        assertThat(words.removedFrom(text).codePoints()).noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
    }

    /** A backslash and an n are the end of a line, or a backslash and an n. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thanks\\nAda Lovelace\\r\\n        | Thanks\\n[erased]\\r\\n
            Thanks\\\\tAda\\\\nLovelace          | Thanks\\\\t[erased]
            CORP\\nathan42                   | CORP\\[erased]
            {\\"ref\\":\\"grace\\/topic\\"}       | {\\"ref\\":\\"[erased]\\/topic\\"}
            """)
    void readsBackslashesInBothWays(String text, String expected) {
        ErasedWords words =
                words(new PersonalTerms().name("Ada Lovelace").login("nathan42").login("grace"));

        assertThat(words.removedFrom(text)).isEqualTo(expected);
    }

    /** A name of one word that an erased person signs with may be what branches, labels and environments are called. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            production                      | production
            production-eu                   | production-eu
            production/eu                   | production/eu
            main                            | main
            main/topic                      | main/topic
            torvalds                        | [erased]
            for-torvalds                    | for-[erased]
            grace                           | grace
            grace/topic                     | [erased]/topic
            wilhelminaproduction            | [erased]
            李小龙-topic                     | [erased]-topic
            Margarethe                      | [erased]
            torvalds/topic                  | [erased]/topic
            for @torvalds                   | for @[erased]
            wilhelmina-aberc                | [erased]
            wilhelmina-aberc/topic          | [erased]/topic
            release-wilhelmina.aberc        | release-[erased]
            Wilhelmina Production/x         | [erased]/x
            """)
    void aSingleWordIsWhatAThingIsCalled(String label, String expected) {
        ErasedWords words = words(new PersonalTerms()
                .name("production")
                .name("main")
                .name("Wilhelmina Production")
                .name("李小龙")
                .ownName("Margarethe")
                .login("grace")
                .login("torvalds")
                .login("wilhelmina-aberc"));

        assertThat(words.removedFromLabel(label)).isEqualTo(expected);
        assertThat(words.nameOfThing(label).equals(label)).isEqualTo(label.equals(expected));
    }

    @Test
    void aKeyDoesNotTellWhenItsPeopleWereErased() {
        PersonalTerms ada = new PersonalTerms().login("ada-lovelace");
        PersonalTerms both = new PersonalTerms().login("ada-lovelace").name("Bob Jones");
        for (String key :
                Set.of("rel-ada.lovelace-bob.jones", "bob-jones/ada-lovelace", "感谢ada-lovelace by BobJones")) {
            String atOnce = words(both).key(key);

            assertThat(words(both).key(words(ada).key(key))).isEqualTo(atOnce);
            assertThat(words(both).key(atOnce)).isEqualTo(atOnce);
        }
    }

    @Test
    void whatStandsForThePersonIsNobodysName() {
        ErasedWords words =
                words(new PersonalTerms().login("erased").name("Ada Lovelace").name("[erased]"));

        assertThat(words.removedFrom("[erased] by Ada Lovelace")).isEqualTo("[erased] by [erased]");
        assertThat(words.removedFrom("Ada [erased] Lovelace")).isEqualTo("Ada [erased] Lovelace");
        assertThat(words.removedFrom("data erased")).isEqualTo("data [erased]");
        String key = words.key("run-ada-lovelace");
        assertThat(words.key(key)).isSameAs(key);
        assertThat(words.removedFrom(key)).isSameAs(key);
    }

    @Test
    void invisibleCharactersHideNobody() {
        ErasedWords words = words(new PersonalTerms().name("Ada Lovelace"));

        assertThat(words.removedFrom("Ada Love\u00adlace\u200b!")).isEqualTo("[erased]!");
    }

    @Test
    void aKeyKeepsWhatItIsKnownByApartFromThePerson() {
        ErasedWords words = words(new PersonalTerms().name("Ada Lovelace"));

        assertThat(words.key("run-1337")).isSameAs("run-1337");
        assertThat(words.key("prod-ada-lovelace"))
                .startsWith("prod-erased-")
                .isEqualTo(words.key("prod-ada-lovelace"))
                .isNotEqualTo(words.key("prod-ADA-lovelace"));
        assertThat(words.key(words.key("prod-ada-lovelace"))).isEqualTo(words.key("prod-ada-lovelace"));
        assertThat(words.key("x".repeat(200) + "/ada-lovelace")).hasSizeLessThan(40);
    }

    private static ErasedWords words(PersonalTerms terms) {
        Set<String> all = terms.all();
        return new ErasedWords(new ErasedWords.Terms() {

            @Override
            public boolean isEmpty() {
                return all.isEmpty();
            }

            @Override
            public int longest() {
                return 20;
            }

            @Override
            public boolean mayBegin(String word) {
                return all.stream()
                        .map(term -> term.replaceFirst("^[@/]", ""))
                        .anyMatch(term ->
                                Arrays.asList(term.split(" ")).getFirst().equals(word));
            }

            @Override
            public boolean contain(String term) {
                return all.contains(term);
            }

            @Override
            public String pseudonym(String key) {
                return "%016x".formatted(key.hashCode() & 0xffffffffL);
            }
        });
    }
}
