package io.vmm4j.examples.cli;

import io.vmm4j.testkit.OpenBsdRelease;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The releases that are simulated, by their numbers. */
final class Releases implements ITypeConverter<OpenBsdRelease>, Iterable<String> {

    @Override
    public OpenBsdRelease convert(String value) {
        return Arrays.stream(OpenBsdRelease.values())
                .filter(release -> release.number().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        value + " is not simulated, only " + String.join(", ", numbers()) + " are"));
    }

    private static List<String> numbers() {
        return Arrays.stream(OpenBsdRelease.values())
                .map(OpenBsdRelease::number)
                .toList();
    }

    @Override
    public Iterator<String> iterator() {
        return numbers().iterator();
    }
}
