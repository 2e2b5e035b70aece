-- The few that somebody must look at, by station: without it a station's held ones are looked for among all it sent.
create index recording_uncounted_by_station on recording (station_id, received_at desc, packet_id desc)
  where state <> 'counted';
