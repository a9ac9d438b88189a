package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"})
    void whatASpreadsheetWouldRunIsNeutralised(String text) {
        assertThat(CsvFormat.cell(text)).isEqualTo("'" + text);
    }

    @Test
    void whatWouldEndACellIsQuoted() {
        assertThat(CsvFormat.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvFormat.cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvFormat.cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(CsvFormat.cell("=\"a\"")).isEqualTo("\"'=\"\"a\"\"\"");
        assertThat(CsvFormat.cell("\rx")).isEqualTo("\"'\rx\"");
    }

    @Test
    void plainTextAndNothingStayAsTheyAre() {
        assertThat(CsvFormat.cell("/v1/verify")).isEqualTo("/v1/verify");
        assertThat(CsvFormat.cell(200)).isEqualTo("200");
        assertThat(CsvFormat.cell(null)).isEmpty();
    }
}
