package org.seiplatform.developer.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLineTests {

    @Test
    void quotesWhatWouldBreakTheLine() {
        assertThat(CsvLine.of(List.of("plain", "a,b", "say \"hi\"", "two\nlines")))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    }

    @Test
    void leavesNothingForASpreadsheetToRun() {
        assertThat(CsvLine.of(List.of("=1+1", "@sum", -1, "-1"))).isEqualTo("'=1+1,'@sum,-1,'-1\r\n");
        assertThat(CsvLine.of(List.of("＝1+1", "＋1", "－1", "＠sum", "１＋１"))).isEqualTo("'＝1+1,'＋1,'－1,'＠sum,１＋１\r\n");
    }

    @Test
    void writesNothingForNoValueAndSpacesBetweenSeveral() {
        assertThat(CsvLine.of(Arrays.asList(null, List.of("bug", "ui"), true))).isEqualTo(",bug ui,true\r\n");
    }
}
