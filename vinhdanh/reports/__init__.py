"""What is read out of the tables as figures and papers: plain records in answer, nothing is written."""
