package io.vmm4j.testkit.ssh;

class OpenSshExecutorWithKshTest extends OpenSshExecutorContract {

    OpenSshExecutorWithKshTest() {
        super("/bin/mksh");
    }
}
