/** Detects, enables, provisions and controls virtual machines on an OpenBSD host. */
@SuppressWarnings("module") // The modules that internal packages are opened to are built after this one.
module io.vmm4j.core {
    requires static transitive org.jspecify;
    requires aircompressor;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires io.github.javadiffutils;
    requires java.net.http;
    requires org.apache.commons.codec;
    requires org.apache.commons.compress;
    requires org.apache.commons.exec;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires jdk.unsupported; // aircompressor has no descriptor that would ask for it.

    exports io.vmm4j;
    exports io.vmm4j.disk;
    exports io.vmm4j.disk.iso;
    exports io.vmm4j.error;
    exports io.vmm4j.event;
    exports io.vmm4j.exec;
    exports io.vmm4j.guest;
    exports io.vmm4j.host;
    exports io.vmm4j.install;
    exports io.vmm4j.json;
    exports io.vmm4j.media;
    exports io.vmm4j.operation;
    exports io.vmm4j.plan;
    exports io.vmm4j.time;
    exports io.vmm4j.vmconf;
    exports io.vmm4j.vmctl;
    exports io.vmm4j.exec.internal to
            io.vmm4j.ssh,
            io.vmm4j.testkit;
    exports io.vmm4j.internal to
            io.vmm4j.pf;
    exports io.vmm4j.plan.internal to
            io.vmm4j.pf,
            io.vmm4j.testkit;
}
