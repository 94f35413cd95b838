"""What NCV-03.5 does with what many streams share: buying, planning a crew, building."""
