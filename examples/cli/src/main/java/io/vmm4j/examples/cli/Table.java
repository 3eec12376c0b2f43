package io.vmm4j.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Columns that are as wide as what stands in them. */
final class Table {

    private static final String GAP = "  ";

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headers) {
        this.headers = List.of(headers);
    }

    void add(String... cells) {
        if (cells.length != headers.size()) {
            throw new IllegalArgumentException("a row has a cell for each header");
        }
        rows.add(List.of(cells));
    }

    /**
     * Prints it.
     *
     * @param paint gives a padded cell its colour: takes the bare cell and the padded one
     * @param column the column that is painted
     */
    void print(PrintWriter out, Style style, String column, BinaryOperator<String> paint) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            int width = headers.get(i).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(i).length());
            }
            widths.add(width);
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < headers.size(); i++) {
            line.append(pad(headers.get(i), widths.get(i), i)).append(GAP);
        }
        out.println(style.bold(line.toString().stripTrailing()));
        for (List<String> row : rows) {
            line.setLength(0);
            for (int i = 0; i < row.size(); i++) {
                String padded = pad(row.get(i), widths.get(i), i);
                line.append(headers.get(i).equals(column) ? paint.apply(row.get(i), padded) : padded)
                        .append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private String pad(String text, int width, int column) {
        return column == headers.size() - 1 ? text : text + " ".repeat(width - text.length());
    }
}
