package io.vmm4j.vmconf.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which elements of a list stay, change, go and come when it becomes another: as many as possible stay. */
final class Alignment {

    /**
     * What becomes of an element.
     *
     * @param index where it was; empty for a new one
     * @param before what it was; empty for a new one
     * @param after what it becomes; empty for one that goes
     */
    record Pair<T>(OptionalInt index, Optional<T> before, Optional<T> after) {}

    private Alignment() {}

    static <T> List<Pair<T>> of(List<T> before, List<T> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Pair<T>> pairs = new ArrayList<>();
        List<Integer> gone = new ArrayList<>();
        List<Integer> come = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                flush(pairs, before, after, gone, come);
                pairs.add(new Pair<>(OptionalInt.of(i), Optional.of(before.get(i++)), Optional.of(after.get(j++))));
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                gone.add(i++);
            } else {
                come.add(j++);
            }
        }
        flush(pairs, before, after, gone, come);
        return pairs;
    }

    /** Between two elements that stay, those that go become those that come, in order. */
    private static <T> void flush(
            List<Pair<T>> pairs, List<T> before, List<T> after, List<Integer> gone, List<Integer> come) {
        for (int k = 0; k < Math.max(gone.size(), come.size()); k++) {
            OptionalInt index = k < gone.size() ? OptionalInt.of(gone.get(k)) : OptionalInt.empty();
            Optional<T> old = k < gone.size() ? Optional.of(before.get(gone.get(k))) : Optional.empty();
            Optional<T> wanted = k < come.size() ? Optional.of(after.get(come.get(k))) : Optional.empty();
            pairs.add(new Pair<>(index, old, wanted));
        }
        gone.clear();
        come.clear();
    }
}
