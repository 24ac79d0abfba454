package org.seiplatform.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

class CursorTests {

    private static final UUID ID = UUID.fromString("01a20724-f6a4-7000-b751-b174d91ec8c4");

    @Test
    void keepsEveryKindOfKey() {
        Instant instant = Instant.parse("2026-03-01T09:00:00.123456Z");

        Cursor cursor =
                Cursor.ofBytes(Cursor.after(ID, instant, 42L, "Größe: 5/6").toBytes());

        assertThat(cursor.uuid(0)).isEqualTo(ID);
        assertThat(cursor.instant(1)).isEqualTo(instant);
        assertThat(cursor.number(2)).isEqualTo(42);
        assertThat(cursor.text(3)).isEqualTo("Größe: 5/6");
    }

    @Test
    void ofAnotherShapeIsRefusedWhereItIsRead() {
        Cursor cursor = Cursor.after("name");

        assertRefused(() -> cursor.uuid(0));
        assertRefused(() -> cursor.instant(0));
        assertRefused(() -> cursor.number(0));
        assertRefused(() -> cursor.text(1));
    }

    @Test
    void aPageGoesOnOnlyIfThereIsMore() {
        PageQuery query = new PageQuery(2, null, cursor -> "after " + cursor.text(0));

        assertThat(query.page(List.of("a", "b"), Cursor::after).nextCursor()).isNull();
        Page<String> page = query.page(List.of("a", "b", "c"), Cursor::after);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.nextCursor()).isEqualTo("after b");
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(reading)
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.INVALID_CURSOR);
    }
}
