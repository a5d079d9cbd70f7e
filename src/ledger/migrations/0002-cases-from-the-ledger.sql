-- A case is there when its entries are, whatever became of its projections: the list of cases comes from the heads, so that a case whose
-- projections were lost can still be verified and rebuilt.
CREATE POLICY listing ON counterledger.head FOR SELECT USING (current_setting('counterledger.listing', true) = 'on');
