package io.vmm4j.examples.cli;

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
     * @param column the column that is painted
     * @param paint gives a padded cell its colour: takes the bare cell and the padded one
     */
    void print(Screen out, String column, BinaryOperator<String> paint) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            int width = headers.get(i).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(i).length());
            }
            widths.add(width);
        }
        out.line(out.style().bold(line(headers, widths, (column1, padded) -> padded)));
        for (List<String> row : rows) {
            out.line(line(
                    row,
                    widths,
                    (i, padded) -> headers.get(i).equals(column) ? paint.apply(row.get(i), padded) : padded));
        }
    }

    /** Gives the padded cell of a column its colour. */
    private interface Painter {
        String paint(int column, String padded);
    }

    private static String line(List<String> cells, List<Integer> widths, Painter painter) {
        List<String> painted = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean last = i == cells.size() - 1;
            painted.add(painter.paint(i, last ? cell : cell + " ".repeat(widths.get(i) - cell.length())));
        }
        return String.join(GAP, painted);
    }
}
