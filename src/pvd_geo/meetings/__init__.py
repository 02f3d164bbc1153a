"""The regional meetings: their series, who came, and how far the towns were."""
