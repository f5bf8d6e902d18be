"""Letters are judged by what comes out: words, tags, bytes and pictures."""
