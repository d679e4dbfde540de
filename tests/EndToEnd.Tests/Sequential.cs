// Each test starts processes of its own: two at a time would only measure the machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
