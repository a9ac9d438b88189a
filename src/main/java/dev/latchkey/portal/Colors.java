package dev.latchkey.portal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The colour of a page, and the one of text on it that can be read.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/#dfn-relative-luminance">WCAG 2.2, relative luminance</a>
 */
record Colors(String brand, String onBrand) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{6}");
    private static final String DEFAULT = "1f2937";
    private static final String DARK = "#000000";
    private static final String LIGHT = "#ffffff";

    /** Where black and white are equally readable. */
    private static final double MIDDLE = Math.sqrt(1.05 * 0.05) - 0.05;

    /** Of six hexadecimal digits; the default one when they are not that. */
    static Colors of(String digits) {
        var brand = digits != null && FORM.matcher(digits).matches() ? digits : DEFAULT;
        return new Colors('#' + brand, luminance(brand) > MIDDLE ? DARK : LIGHT);
    }

    /** The address of the style in a colour such as {@code #0a5c36}. */
    static String stylesheet(Optional<String> color) {
        return "/portal/style.css?color=" + color.map(text -> text.substring(1)).orElse(DEFAULT);
    }

    private static double luminance(String digits) {
        return 0.2126 * linear(digits, 0) + 0.7152 * linear(digits, 2) + 0.0722 * linear(digits, 4);
    }

    private static double linear(String digits, int at) {
        double part = Integer.parseInt(digits, at, at + 2, 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
